package execo.internal.ssh.trust;

import execo.internal.ssh.settings.ClientSettings;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
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
 * them comes first is the connector's choice.
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

  private final ClientSettings settings;
  private final Map<KexProposalOption, Set<String>> allowed =
      new EnumMap<>(KexProposalOption.class);

  private Algorithms(ClientSettings settings) {
    this.settings = settings;
    OPTIONS.forEach((proposal, option) -> {
      var value = settings.option(option);
      if (value != null) {
        allowed.put(proposal, names(value).collect(Collectors.toUnmodifiableSet()));
      }
    });
  }

  /** Those of a connection; all where ssh is not there to say. */
  public static Algorithms of(ClientSettings settings) {
    return new Algorithms(settings);
  }

  /** Takes out of a proposal what is not allowed. */
  void restrict(Map<KexProposalOption, String> proposal) {
    allowed.forEach((option, names) ->
        proposal.computeIfPresent(
            option,
            (_, value) ->
                names(value)
                    .filter(name -> names.contains(name) || isSign(name))
                    .collect(Collectors.joining(","))));
  }

  /** What looks like a key exchange but tells what this side can do. */
  private static boolean isSign(String name) {
    return name.startsWith("ext-info-") || name.startsWith("kex-strict-");
  }

  /** Whether an option that lists algorithms allows one. */
  boolean allows(String option, String algorithm) {
    var value = settings.option(option);
    return value == null || names(value).anyMatch(algorithm::equals);
  }

  /** Why no connection can be made with these; null if one can. */
  public @Nullable String obstacle() {
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
