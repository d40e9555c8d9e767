/** What is booked and when: intervals of time, jobs, and the status of sites. */
@NullMarked
package execo.g5k.schedule;

import org.jspecify.annotations.NullMarked;
