package execo.testbed.internal;

import java.util.function.Function;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.server.session.ServerSession;
import org.apache.sshd.sftp.server.SftpSubsystem;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/** Serves files to one client; relative paths begin at the home directory of the host. */
final class HostSftp extends SftpSubsystem {
  private HostSftp(ChannelSession channel, Factory factory, Site site) {
    super(channel, factory);
    defaultDir = site.home(channel.getSession().getUsername());
  }

  /** Makes one for each client. */
  static final class Factory extends SftpSubsystemFactory {
    private final Function<ServerSession, Site> sites;

    Factory(Function<ServerSession, Site> sites) {
      this.sites = sites;
    }

    @Override
    public Command createSubsystem(ChannelSession channel) {
      return new HostSftp(channel, this, sites.apply(channel.getSession()));
    }
  }
}
