/** Who may use a stand-in Grid'5000. */
@NullMarked
package execo.testbed.grid5000.internal.users;

import org.jspecify.annotations.NullMarked;
