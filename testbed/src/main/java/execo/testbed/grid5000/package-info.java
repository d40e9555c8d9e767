/** A stand-in Grid'5000 on this machine: its API, its batch scheduler, its frontends and nodes. */
@NullMarked
package execo.testbed.grid5000;

import org.jspecify.annotations.NullMarked;
