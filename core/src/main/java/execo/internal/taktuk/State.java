package execo.internal.taktuk;

/** The changes of state that TakTuk tells by number and that matter here. */
enum State {
  NUMBERED(1),
  FAILED(3),
  CONNECTED(4),
  LOST(5),
  COMMAND_STARTED(6),
  COMMAND_FAILED(7),
  OTHER(-1);

  private final int number;

  State(int number) {
    this.number = number;
  }

  static State of(String number) {
    for (var state : values()) {
      if (Integer.toString(state.number).equals(number)) {
        return state;
      }
    }
    return OTHER;
  }
}
