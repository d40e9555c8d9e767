package execo.internal.ssh.openssh;

import execo.spi.ChildListener;
import execo.spi.ExitStatus;
import execo.spi.ForwardingChildListener;

/** Tells a shared connection, besides the listener, what becomes of a command that may use it. */
final class SharingListener extends ForwardingChildListener {
  private final SharedConnection shared;

  SharingListener(SharedConnection shared, ChildListener listener) {
    super(listener);
    this.shared = shared;
  }

  @Override
  public void opened() {
    shared.reached();
    super.opened();
  }

  @Override
  public void ended(ExitStatus status) {
    shared.leave();
    super.ended(status);
  }

  @Override
  public void failed(String reason) {
    shared.leave();
    super.failed(reason);
  }
}
