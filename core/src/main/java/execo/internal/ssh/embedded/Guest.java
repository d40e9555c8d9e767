package execo.internal.ssh.embedded;

/** One that wants to work on a connection. Told without any lock held. */
interface Guest {
  /** What it does there. */
  enum Kind {
    /** Runs a command. */
    COMMAND,
    /** Copies files. */
    COPY,
    /** Opens channels to other hosts, which servers do not limit. */
    TUNNEL
  }

  Kind kind();

  /** A connection begins to be opened for those who wait. */
  void begun();

  /** Has a place on a connection, to be given back by {@link Server#leave}. */
  void arrived(Link link);

  /** There is no connection. */
  void failed(String reason);
}
