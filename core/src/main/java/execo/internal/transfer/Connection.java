package execo.internal.transfer;

import org.apache.sshd.client.session.ClientSession;

/** A place on a connection for one copy, which is given back in one of three ways. */
public interface Connection {

  /** What has been authenticated. */
  ClientSession session();

  /** The copy does not use it any more. */
  void leave();

  /** The host takes no more channels on it. */
  void refused();

  /** It was lost before the copy began. */
  void gone();

  /** Why it was lost. */
  String loss();
}
