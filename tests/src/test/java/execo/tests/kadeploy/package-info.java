/** Deployments and kavlans, whichever way leads to them. */
@NullMarked
package execo.tests.kadeploy;

import org.jspecify.annotations.NullMarked;
