package execo.testbed;

import java.nio.file.Path;

/** One host of a fleet: where it listens and where its users are at home. */
record Site(String address, Path home) {}
