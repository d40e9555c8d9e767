/** The usage policy of Grid'5000: when it restricts and what it leaves to a user. */
@NullMarked
package execo.g5k.charter;

import org.jspecify.annotations.NullMarked;
