package execo.config;

import execo.host.ConnectionParams;
import execo.host.HostKeyPolicy;
import java.util.List;

/**
 * The settings of the sections {@code connection}, {@code frontend-connection} and {@code
 * oarsh-connection}.
 */
final class ConnectionSettings {
  static final List<ConnectionSetting<?>> ALL =
      List.of(
          new ConnectionSetting<>(
              "user",
              Types.TEXT,
              ConnectionParams::user,
              ConnectionParams::withUser,
              "root",
              "Whom to connect as; without it ssh decides."),
          new ConnectionSetting<>(
              "key-file",
              Types.PATH,
              ConnectionParams::keyFile,
              ConnectionParams::withKeyFile,
              "~/.ssh/id_ed25519",
              "The private key to connect with; without it ssh decides."),
          new ConnectionSetting<>(
              "port",
              Types.integer(1, 65535),
              ConnectionParams::port,
              ConnectionParams::withPort,
              "22",
              "The port to connect to; without it ssh decides."),
          new ConnectionSetting<>(
              "ssh",
              ListTypes.WORDS,
              ConnectionParams::ssh,
              ConnectionParams::withSsh,
              "",
              "The ssh program."),
          new ConnectionSetting<>(
              "scp",
              ListTypes.WORDS,
              ConnectionParams::scp,
              ConnectionParams::withScp,
              "",
              "The scp program."),
          new ConnectionSetting<>(
              "ssh-options",
              ListTypes.WORDS,
              ConnectionParams::sshOptions,
              ConnectionParams::withSshOptions,
              "",
              "Options for ssh besides those that other settings stand for."),
          new ConnectionSetting<>(
              "scp-options",
              ListTypes.WORDS,
              ConnectionParams::scpOptions,
              ConnectionParams::withScpOptions,
              "",
              "Options for scp besides those that other settings stand for."),
          new ConnectionSetting<>(
              "taktuk",
              ListTypes.WORDS,
              ConnectionParams::taktuk,
              ConnectionParams::withTaktuk,
              "",
              "The taktuk program."),
          new ConnectionSetting<>(
              "taktuk-options",
              ListTypes.WORDS,
              ConnectionParams::taktukOptions,
              ConnectionParams::withTaktukOptions,
              "",
              "Options for taktuk."),
          new ConnectionSetting<>(
              "taktuk-connector",
              ListTypes.WORDS,
              ConnectionParams::taktukConnector,
              ConnectionParams::withTaktukConnector,
              "",
              "The program by which taktuk connects."),
          new ConnectionSetting<>(
              "taktuk-connector-options",
              ListTypes.WORDS,
              ConnectionParams::taktukConnectorOptions,
              ConnectionParams::withTaktukConnectorOptions,
              "[-o, BatchMode=yes]",
              "Options for the program by which taktuk connects; if not set, those for ssh."),
          new ConnectionSetting<>(
              "tty",
              Types.BOOLEAN,
              ConnectionParams::tty,
              ConnectionParams::withTty,
              "",
              "Whether remote commands get a terminal: this merges their outputs and is not binary clean."),
          new ConnectionSetting<>(
              "pty",
              Types.BOOLEAN,
              ConnectionParams::pty,
              ConnectionParams::withPty,
              "",
              "Whether the local ssh gets a pseudo-terminal."),
          new ConnectionSetting<>(
              "host-keys",
              Types.choice(HostKeyPolicy.class),
              ConnectionParams::hostKeys,
              ConnectionParams::withHostKeys,
              "",
              "What to do about host keys: take those of new hosts, none, or all."),
          new ConnectionSetting<>(
              "known-hosts",
              Types.PATH,
              ConnectionParams::knownHosts,
              ConnectionParams::withKnownHosts,
              "",
              "The file of known host keys that execo writes; ssh's own is read only."),
          new ConnectionSetting<>(
              "connect-timeout",
              Types.DURATION,
              ConnectionParams::connectTimeout,
              ConnectionParams::withConnectTimeout,
              "",
              "How long connecting may take; 0 for no limit."),
          new ConnectionSetting<>(
              "keep-alive",
              Types.DURATION,
              ConnectionParams::keepAlive,
              ConnectionParams::withKeepAlive,
              "",
              "The interval of the messages that tell a lost connection; 0 for none."),
          new ConnectionSetting<>(
              "connector",
              Types.words("openssh", "auto", "embedded", "taktuk"),
              ConnectionParams::connector,
              ConnectionParams::withConnector,
              "",
              "What makes the connections."),
          new ConnectionSetting<>(
              "host-rewrite",
              ListTypes.REWRITE,
              ConnectionParams::hostRewrite,
              ConnectionParams::withHostRewrite,
              "",
              "How an address becomes the one to connect to: each rule in order replaces what its regular expression matches."),
          new ConnectionSetting<>(
              "jump",
              Types.TEXT,
              ConnectionParams::jump,
              ConnectionParams::withJump,
              "gateway.example.org",
              "The hosts to connect through, as ssh's ProxyJump takes them."),
          new ConnectionSetting<>(
              "chainput-client-timeout",
              Types.DURATION,
              ConnectionParams::chainPutClientTimeout,
              ConnectionParams::withChainPutClientTimeout,
              "",
              "How long a chained copy tries to reach the next host."),
          new ConnectionSetting<>(
              "chainput-server-timeout",
              Types.DURATION,
              ConnectionParams::chainPutServerTimeout,
              ConnectionParams::withChainPutServerTimeout,
              "",
              "How long nothing may be heard from a host of a chained copy."),
          new ConnectionSetting<>(
              "chainput-tries",
              Types.integer(1, Integer.MAX_VALUE),
              ConnectionParams::chainPutTries,
              ConnectionParams::withChainPutTries,
              "",
              "How often a chained copy tries each next host."),
          new ConnectionSetting<>(
              "chainput-next-hops",
              Types.NEXT_HOPS,
              ConnectionParams::chainPutNextHops,
              ConnectionParams::withChainPutNextHops,
              "",
              "How many others a host of a chained copy tries to reach, or which share of the chain."),
          new ConnectionSetting<>(
              "chainput-retry-delay",
              Types.DURATION,
              ConnectionParams::chainPutRetryDelay,
              ConnectionParams::withChainPutRetryDelay,
              "",
              "The time between two tries of a chained copy."),
          new ConnectionSetting<>(
              "port-forward-timeout",
              Types.DURATION,
              ConnectionParams::portForwardTimeout,
              ConnectionParams::withPortForwardTimeout,
              "",
              "How long a port forwarding may take to open."));

  private ConnectionSettings() {}
}
