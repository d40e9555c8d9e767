@NullMarked
package execo.report;

import org.jspecify.annotations.NullMarked;
