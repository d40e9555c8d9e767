package execo.cli.script;

/** A program that cannot be run as it is written; the message is meant for its author. */
public final class ScriptException extends Exception {
  private static final long serialVersionUID = 1L;

  ScriptException(String message) {
    super(message);
  }
}
