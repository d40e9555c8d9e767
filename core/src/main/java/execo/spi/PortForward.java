package execo.spi;

import execo.host.EffectiveConnection;

/**
 * A local port whose connections are carried to a port that a host can reach.
 *
 * @param connection how to reach the host
 * @param bindAddress the local address to listen on; {@code *} is all of this machine
 * @param localPort the local port to listen on
 * @param remoteHost whom the host connects to, by a name that it knows
 * @param remotePort the port that the host connects to
 */
public record PortForward(
    EffectiveConnection connection,
    String bindAddress,
    int localPort,
    String remoteHost,
    int remotePort) {}
