package execo.testbed.grid5000.internal.oar;

/** What OAR thinks of a node. */
public enum NodeState {
  /** It can be used. */
  ALIVE("Alive"),
  /** It is not there, but will be. */
  ABSENT("Absent"),
  /** Something was wrong with it. */
  SUSPECTED("Suspected"),
  /** It will not be used any more. */
  DEAD("Dead");

  private final String text;

  NodeState(String text) {
    this.text = text;
  }

  /** As the tools print it. */
  public String text() {
    return text;
  }
}
