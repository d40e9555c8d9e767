package execo.internal.ssh.settings;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The options of ssh that the embedded connector honours, and with which values. An option that is
 * not here, as a future one, counts as not honoured.
 */
public final class HonouredOptions {
  private static final int LONGEST = 80;

  private interface Rule {
    boolean honours(String value);
  }

  /** What decides where a connection goes and whom it trusts: no connection is made without. */
  private static final Set<String> VITAL =
      Set.of(
          "bindaddress", "bindinterface", "knownhostscommand", "proxycommand", "revokedhostkeys");

  private static final Map<String, Rule> RULES = new HashMap<>();

  static {
    // Done by ssh -G itself, or by the reader of its answer.
    any("host", "hostname", "user", "port", "identityfile", "certificatefile", "identitiesonly");
    any("identityagent", "hostkeyalias", "stricthostkeychecking", "hashknownhosts", "proxyjump");
    any("userknownhostsfile", "globalknownhostsfile", "requiredrsasize", "rsaminsize");
    any("canonicalizehostname", "canonicalizemaxdots", "canonicaldomains");
    any("canonicalizefallbacklocal", "canonicalizepermittedcnames", "ignoreunknown", "include");
    // The sets of algorithms; whether any of them is left is for the session.
    any("ciphers", "macs", "kexalgorithms", "hostkeyalgorithms", "casignaturealgorithms");
    any("pubkeyacceptedalgorithms", "pubkeyacceptedkeytypes");
    // Set for each command by the connector.
    any("sendenv", "setenv");
    // Without effect where nobody can be asked and nothing but commands is run.
    any("batchmode", "passwordauthentication", "kbdinteractiveauthentication");
    any("challengeresponseauthentication", "numberofpasswordprompts", "addkeystoagent");
    any("enablesshkeysign", "hostbasedacceptedalgorithms", "hostbasedkeytypes");
    any("clearallforwardings", "exitonforwardfailure", "gatewayports", "permitremoteopen");
    any("forwardx11trusted", "forwardx11timeout", "xauthlocation", "tunneldevice");
    any("streamlocalbindmask", "streamlocalbindunlink", "escapechar", "enableescapecommandline");
    any("fingerprinthash", "visualhostkey", "loglevel", "logverbose", "syslogfacility");
    any("updatehostkeys", "proxyusefdpass", "controlpersist", "localcommand", "tag");
    any("obscurekeystroketiming", "versionaddendum", "warnweakcrypto");
    any("gssapidelegatecredentials", "gssapitrustdns", "gssapirenewalforcesrekey");
    any("gssapikexalgorithms", "gssapiclientidentity", "gssapiserveridentity");
    // Without effect on what travels; a hint to routers, a provider that has no key to serve.
    any("ipqos", "tcpkeepalive", "securitykeyprovider");
    // Compared with what the connection parameters ask for, or with the machine.
    any("connecttimeout", "serveraliveinterval", "serveralivecountmax");
    any("gssapiauthentication", "gssapikeyexchange");
    // Honoured only while they say what is done anyway.
    only("addressfamily", "any");
    only("checkhostip", "no", "false");
    only("compression", "no", "false");
    only("connectionattempts", "1");
    only("controlmaster", "no", "false");
    only("controlpath", "none");
    only("forkafterauthentication", "no", "false");
    only("forwardagent", "no", "false");
    only("forwardx11", "no", "false");
    only("hostbasedauthentication", "no", "false");
    only("nohostauthenticationforlocalhost", "no", "false");
    only("permitlocalcommand", "no", "false");
    only("pkcs11provider", "none");
    only("proxycommand", "none");
    only("pubkeyauthentication", "yes", "true", "unbound", "host-bound");
    only("rekeylimit", "0 0");
    only("remotecommand", "none");
    only("requesttty", "auto", "no", "false");
    only("revokedhostkeys", "none");
    only("sessiontype", "default");
    only("stdinnull", "no", "false");
    only("tunnel", "no", "false");
    only("verifyhostkeydns", "no", "false");
    RULES.put(
        "preferredauthentications", value -> List.of(value.split(",", -1)).contains("publickey"));
  }

  private HonouredOptions() {}

  /** The first option, in alphabetical order, that is not honoured; null if all are. */
  public static @Nullable String offending(ClientSettings settings) {
    return settings.options().notHonoured().values().stream().min(String::compareTo).orElse(null);
  }

  /**
   * The first option that is not honoured though it decides where the connection goes or whom it
   * trusts; null if there is none.
   */
  public static @Nullable String vital(ClientSettings settings) {
    return settings.options().notHonoured().entrySet().stream()
        .filter(option -> VITAL.contains(option.getKey()))
        .map(Map.Entry::getValue)
        .min(String::compareTo)
        .orElse(null);
  }

  /** The others that are not honoured, which a connection can be made without, by their names. */
  public static Map<String, String> dispensable(ClientSettings settings) {
    var others = new HashMap<>(settings.options().notHonoured());
    others.keySet().removeAll(VITAL);
    return others;
  }

  /** Those of some options that are not honoured, each as a line, by their names. */
  static Map<String, String> notHonoured(Map<String, List<String>> options) {
    return options.entrySet().stream()
        .filter(option -> !honoured(option.getKey(), option.getValue()))
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, HonouredOptions::line));
  }

  private static String line(Map.Entry<String, List<String>> option) {
    var line = option.getKey() + " " + String.join(" ", option.getValue());
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 3) + "...";
  }

  private static boolean honoured(String option, List<String> values) {
    var rule = RULES.get(option);
    return rule != null && values.stream().allMatch(rule::honours);
  }

  private static void any(String... options) {
    for (var option : options) {
      RULES.put(option, _ -> true);
    }
  }

  private static void only(String option, String... values) {
    RULES.put(option, Set.of(values)::contains);
  }
}
