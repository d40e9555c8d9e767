@NullMarked
package execo.action;

import org.jspecify.annotations.NullMarked;
