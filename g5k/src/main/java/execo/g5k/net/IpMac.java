package execo.g5k.net;

/**
 * The addresses of a virtual machine.
 *
 * @param ip {@code 10.4.2.1}
 * @param mac {@code 00:20:4e:01:02:03}
 */
public record IpMac(String ip, String mac) {}
