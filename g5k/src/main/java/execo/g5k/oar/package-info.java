/** Jobs of OAR, the batch scheduler of Grid'5000: submit, watch, delete. */
@NullMarked
package execo.g5k.oar;

import org.jspecify.annotations.NullMarked;
