package execo.process;

import execo.spi.Child;
import java.util.List;

/**
 * A child that was asked for.
 *
 * @param commandLine what the operating system is asked to run
 */
record Launch(Child child, List<String> commandLine) {}
