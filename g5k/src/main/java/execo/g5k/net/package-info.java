/** The networks of Grid'5000: addresses in kavlans, and ways to ports inside from outside. */
@NullMarked
package execo.g5k.net;

import org.jspecify.annotations.NullMarked;
