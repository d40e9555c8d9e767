import static execo.Execo.*;

import execo.plot.Legend;
import execo.plot.Plot;
import execo.results.Results;

/** Draws what TcpCongestion measured; arguments: its results file, and a picture to make. */
void main(String[] args) {
  var rows = Results.read(args[0]);
  for (var group : rows.groupBy("tcp_congestion_control", "num_flows")) {
    logger.info(group.key() + ": " + group.rows().summary("bw"));
  }
  new Plot()
      .boxes(rows, "num_flows", "bw", "tcp_congestion_control")
      .xLabel("num flows")
      .yLabel("bandwidth bits/s")
      .legend(Legend.LOWER_RIGHT)
      .save(args.length > 1 ? args[1] : "g5k_tcp_congestion.png");
}
