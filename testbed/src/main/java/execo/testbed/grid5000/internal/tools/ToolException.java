package execo.testbed.grid5000.internal.tools;

/** A tool that ends early: with an exit code and its last words. */
final class ToolException extends Exception {
  private static final long serialVersionUID = 1;

  private final int code;
  private final String out;

  ToolException(int code, String out, String err) {
    super(err);
    this.code = code;
    this.out = out;
  }

  int code() {
    return code;
  }

  String out() {
    return out;
  }

  String err() {
    return String.valueOf(getMessage());
  }
}
