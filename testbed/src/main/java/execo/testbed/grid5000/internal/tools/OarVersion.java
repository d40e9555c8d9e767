package execo.testbed.grid5000.internal.tools;

/** The OAR that the tools are taken from. */
final class OarVersion {
  /** What their option {@code -V} prints. */
  static final String LINE = "OAR version : 2.5.9 (Canicule)\n";

  private OarVersion() {}
}
