@NullMarked
package execo.g5k.kadeploy;

import org.jspecify.annotations.NullMarked;
