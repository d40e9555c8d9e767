package execo.host;

/** What to do about the key that a host shows when it is connected to. */
public enum HostKeyPolicy {
  /** Takes and remembers the key of a host never met; refuses a changed one. The default. */
  ACCEPT_NEW,
  /** Refuses every host whose key is not known already. */
  STRICT,
  /** Takes any key and remembers none: for nodes that get new keys at each deployment. */
  OFF
}
