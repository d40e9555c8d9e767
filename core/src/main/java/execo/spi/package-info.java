/**
 * The ways to work on hosts, open to be added to: a {@link execo.spi.Connector} found by {@link
 * java.util.ServiceLoader} is as good as those that come with the library.
 */
@NullMarked
package execo.spi;

import org.jspecify.annotations.NullMarked;
