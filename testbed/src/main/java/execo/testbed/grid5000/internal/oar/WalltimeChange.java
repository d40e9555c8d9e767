package execo.testbed.grid5000.internal.oar;

/**
 * A wish for another walltime.
 *
 * @param pending how many seconds are still wished
 * @param granted how many were given
 * @param delayNext whether jobs that wait may be delayed for it
 */
public record WalltimeChange(long pending, long granted, boolean delayNext) {}
