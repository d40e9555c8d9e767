package execo.engine;

import picocli.CommandLine.IVersionProvider;

/** The versions that an experiment runs with. */
final class EngineVersion implements IVersionProvider {
  /** Execo's, or {@code unknown} outside of its jars. */
  static String execo() {
    var version = Engine.class.getPackage().getImplementationVersion();
    return version == null ? "unknown" : version;
  }

  @Override
  public String[] getVersion() {
    return new String[] {"execo " + execo(), "Java " + Runtime.version()};
  }
}
