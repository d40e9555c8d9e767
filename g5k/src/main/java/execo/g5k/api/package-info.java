/** The client of the Grid'5000 API, and the reference data that it tells. */
@NullMarked
package execo.g5k.api;

import org.jspecify.annotations.NullMarked;
