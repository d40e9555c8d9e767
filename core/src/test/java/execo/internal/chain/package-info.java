@NullMarked
package execo.internal.chain;

import org.jspecify.annotations.NullMarked;
