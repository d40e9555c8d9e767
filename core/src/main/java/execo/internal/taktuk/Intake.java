package execo.internal.taktuk;

/** The way of what a command reads, as its agent answers for it. */
interface Intake {

  /** The agent has had one piece taken. */
  void taken();

  /** Nothing can be written any more. */
  void refuse(String reason);
}
