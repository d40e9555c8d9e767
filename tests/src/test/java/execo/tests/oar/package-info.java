/** What a site's OAR does for us, whichever OAR it is. */
@NullMarked
package execo.tests.oar;

import org.jspecify.annotations.NullMarked;
