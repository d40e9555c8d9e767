package execo.g5k.api;

import static org.assertj.core.api.Assertions.assertThat;

import execo.g5k.api.WebServer.Reply;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Status, deployments, kavlans and measures. */
class SiteServicesTest {
  private final WebServer server = new WebServer();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void readsTheStatus() {
    server.on(
        "GET /stable/sites/lyon/status",
        Reply.json(
            """
            {"uid": 1700000000,
             "nodes": {"taurus-1.lyon.grid5000.fr": {"hard": "standby", "soft": "busy_besteffort",
               "free_slots": 0, "freeable_slots": 12, "busy_slots": 12, "comment": "OK",
               "reservations": [{"uid": 5, "walltime": 60, "queue": "besteffort",
                 "started_at": 1700000000, "state": "running"}]}},
             "disks": {}, "vlans": {"4": {"hard": "alive", "soft": "free", "type": "kavlan",
               "reservations": []}},
             "subnets": {"10.134.92.0/22": {"hard": "alive", "soft": "free"}}}
            """));
    Status status = server.api().status("lyon");
    assertThat(status.at()).isEqualTo(Instant.ofEpochSecond(1700000000));
    Status.NodeStatus node =
        Objects.requireNonNull(status.nodes().get("taurus-1.lyon.grid5000.fr"));
    assertThat(node.available()).isTrue();
    assertThat(node.freeableSlots()).isEqualTo(12);
    assertThat(node.reservations())
        .extracting(Job::end)
        .containsExactly(Instant.ofEpochSecond(1700000060));
    assertThat(status.vlans()).containsOnlyKeys("4");
    assertThat(status.vlans().get("4")).extracting("reservations").isEqualTo(List.of());
    assertThat(status.subnets().get("10.134.92.0/22")).extracting("reservations").isNull();
    server.api().status("lyon", StatusQuery.NODES.withoutWaiting());
    assertThat(server.lines().getLast())
        .isEqualTo("GET /stable/sites/lyon/status?disks=no&vlans=no&subnets=no&waiting=no");
  }

  @Test
  void deploys() {
    String deployments = "/stable/sites/lyon/deployments";
    server.on(
        "POST " + deployments,
        new Reply(201, Map.of(), "{\"uid\": \"D-1\", \"status\": \"waiting\"}"));
    server.on(
        "GET " + deployments + "/D-1",
        Reply.json(
            """
            {"uid": "D-1", "user_uid": "me", "environment": "debian12-min", "status": "terminated",
             "nodes": ["a-1.lyon", "a-2.lyon", "a-3.lyon"], "created_at": 1, "updated_at": 2,
             "result": {"a-1.lyon": {"state": "OK"}, "a-2.lyon": {"state": "KO"}}}
            """));
    server.on("DELETE " + deployments + "/D-1", new Reply(202, Map.of(), ""));
    DeploymentsApi api = server.api().deployments("lyon");
    var request = DeploymentRequest.of(List.of("a-1.lyon"), "debian12-min").vlan(4);
    assertThat(api.submit(request).status().over()).isFalse();
    assertThat(server.asked().getFirst().body()).contains("\"vlan\":4");
    Deployment deployment = api.get("D-1");
    assertThat(deployment.status().over()).isTrue();
    assertThat(deployment.deployed()).containsExactly("a-1.lyon");
    assertThat(deployment.undeployed()).containsExactly("a-2.lyon", "a-3.lyon");
    api.cancel("D-1");
    assertThat(server.lines()).contains("DELETE " + deployments + "/D-1");
  }

  @Test
  void movesNodesBetweenKavlans() {
    String vlans = "/stable/sites/lyon/vlans";
    server.on("GET " + vlans, Reply.json("{\"items\": [{\"uid\": \"4\", \"type\": \"kavlan\"}]}"));
    server.on(
        "POST " + vlans + "/4/nodes",
        Reply.json(
            """
            {"a-1.lyon": {"status": "success", "message": "moved"},
             "a-2.lyon": {"status": "failure", "message": "unknown"}}
            """));
    server.on("PUT " + vlans + "/4/dhcpd", new Reply(204, Map.of(), ""));
    VlansApi api = server.api().vlans("lyon");
    assertThat(api.list().getFirst().type()).isEqualTo("kavlan");
    Map<String, VlansApi.Move> moves = api.setNodes("4", List.of("a-1.lyon", "a-2.lyon"));
    assertThat(moves.values()).extracting(VlansApi.Move::ok).containsExactly(true, false);
    assertThat(server.asked().getLast().body()).isEqualTo("[\"a-1.lyon\",\"a-2.lyon\"]");
    api.dhcp("4", false);
    assertThat(server.asked().getLast().body()).isEqualTo("{\"action\":\"stop\"}");
  }

  @Test
  void readsMeasures() {
    server.on(
        "GET /stable/sites/lyon/metrics",
        Reply.json(
            """
            [{"timestamp": "2021-03-21T10:35:00+01:00", "device_id": "taurus-1",
              "metric_id": "wattmetre_power_watt", "value": 97.5,
              "labels": {"_device_orig": ["wattmetre1-port3"]}}]
            """));
    var query =
        MetricsQuery.ofNodes(List.of("taurus-1"), Instant.ofEpochSecond(0), null)
            .metrics(List.of("wattmetre_power_watt"));
    Measure measure = server.api().metrics("lyon", query).getFirst();
    assertThat(measure.at()).isEqualTo(Instant.parse("2021-03-21T09:35:00Z"));
    assertThat(measure.value()).isEqualTo(97.5);
    assertThat(measure.labels()).containsKey("_device_orig");
    assertThat(server.lines().getFirst())
        .contains("nodes=taurus-1", "start_time=1970-01-01T00%3A00%3A00Z");
  }
}
