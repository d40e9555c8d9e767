/** What every way to work on hosts must do, on every kind of hosts. */
@NullMarked
package execo.tests.connector;

import org.jspecify.annotations.NullMarked;
