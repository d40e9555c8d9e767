/** The demonstration: the main job of Execo on hosts inside this program. */
@NullMarked
package execo.cli.demo;

import org.jspecify.annotations.NullMarked;
