package execo.testbed.grid5000.internal.oar;

/** What OAR thinks of a node. */
public enum NodeState {
  /** It can be used. */
  ALIVE("Alive", 1),
  /** It is not there, but will be. */
  ABSENT("Absent", 2),
  /** Something was wrong with it. */
  SUSPECTED("Suspected", 3),
  /** It will not be used any more. */
  DEAD("Dead", 4);

  private final String text;
  private final int number;

  NodeState(String text, int number) {
    this.text = text;
    this.number = number;
  }

  /** Its number in the database. */
  public int number() {
    return number;
  }

  /** As the tools print it. */
  public String text() {
    return text;
  }
}
