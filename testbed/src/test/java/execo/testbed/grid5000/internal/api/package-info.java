@NullMarked
package execo.testbed.grid5000.internal.api;

import org.jspecify.annotations.NullMarked;
