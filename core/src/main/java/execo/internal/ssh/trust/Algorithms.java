package execo.internal.ssh.trust;

import execo.internal.ssh.settings.ClientOptions;
import execo.internal.ssh.settings.ClientSettings;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.apache.sshd.common.kex.KexProposalOption;
import org.apache.sshd.common.mac.BuiltinMacs;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.jspecify.annotations.Nullable;

/**
 * The algorithms that the user's ssh would allow for a connection: no other is proposed. Which of
 * them comes first is the connector's choice. One object for all connections with the same lists;
 * thread-safe.
 */
public final class Algorithms {
  private static final Map<KexProposalOption, String> OPTIONS =
      Map.of(
          KexProposalOption.ALGORITHMS, "kexalgorithms",
          KexProposalOption.SERVERKEYS, "hostkeyalgorithms",
          KexProposalOption.C2SENC, "ciphers",
          KexProposalOption.S2CENC, "ciphers",
          KexProposalOption.C2SMAC, "macs",
          KexProposalOption.S2CMAC, "macs");

  private static final List<String> LISTS =
      Stream.concat(
              OPTIONS.values().stream().distinct(),
              Stream.of("pubkeyacceptedalgorithms", "casignaturealgorithms"))
          .toList();

  private static final Map<List<List<String>>, Algorithms> KNOWN = new ConcurrentHashMap<>();

  private record Proposal(KexProposalOption option, String value) {}

  /** By the option that lists them; one that is not there allows all. */
  private final Map<String, Set<String>> allowed = new HashMap<>();

  private final Map<KexProposalOption, Set<String>> allowedInProposals =
      new EnumMap<>(KexProposalOption.class);
  private final Map<Proposal, String> restricted = new ConcurrentHashMap<>();
  private final @Nullable String obstacle;

  private Algorithms(List<List<String>> values) {
    for (int i = 0; i < LISTS.size(); i++) {
      if (!values.get(i).isEmpty()) {
        var names = names(values.get(i).getFirst()).collect(Collectors.toUnmodifiableSet());
        allowed.put(LISTS.get(i), names);
      }
    }
    OPTIONS.forEach((proposal, option) -> {
      var names = allowed.get(option);
      if (names != null) {
        allowedInProposals.put(proposal, names);
      }
    });
    obstacle = findObstacle();
  }

  /** Those of a connection; all where ssh is not there to say. */
  public static Algorithms of(ClientSettings settings) {
    ClientOptions options = settings.options();
    return KNOWN.computeIfAbsent(LISTS.stream().map(options::values).toList(), Algorithms::new);
  }

  /** Takes out of a proposal what is not allowed. */
  void restrict(Map<KexProposalOption, String> proposal) {
    allowedInProposals.forEach((option, names) ->
        proposal.computeIfPresent(
            option,
            (_, value) ->
                restricted.computeIfAbsent(
                    new Proposal(option, value), each -> restricted(each.value(), names))));
  }

  private static String restricted(String proposed, Set<String> names) {
    return names(proposed)
        .filter(name -> names.contains(name) || isSign(name))
        .collect(Collectors.joining(","));
  }

  /** What looks like a key exchange but tells what this side can do. */
  private static boolean isSign(String name) {
    return name.startsWith("ext-info-") || name.startsWith("kex-strict-");
  }

  /** Whether an option that lists algorithms allows one. */
  boolean allows(String option, String algorithm) {
    var names = allowed.get(option);
    return names == null || names.contains(algorithm);
  }

  /** Why no connection can be made with these; null if one can. */
  public @Nullable String obstacle() {
    return obstacle;
  }

  private @Nullable String findObstacle() {
    return Stream.of(
            missing("kexalgorithms", BuiltinDHFactories.VALUES),
            missing("hostkeyalgorithms", BuiltinSignatures.VALUES),
            missing("pubkeyacceptedalgorithms", BuiltinSignatures.VALUES),
            missing("ciphers", BuiltinCiphers.VALUES),
            missing("macs", BuiltinMacs.VALUES))
        .filter(reason -> reason != null)
        .findFirst()
        .orElse(null);
  }

  private @Nullable String missing(String option, Set<? extends NamedResource> known) {
    Predicate<NamedResource> allowedHere = each -> allows(option, each.getName());
    return known.stream().anyMatch(allowedHere)
        ? null
        : "it has the option " + option + " with none that is known here";
  }

  private static Stream<String> names(String list) {
    return Arrays.stream(list.split(",", -1));
  }
}
