package execo.plot;

/** A series as it is drawn. */
interface Layer {
  String name();

  /** Says how far it goes. */
  void extend(Extent extent, boolean logX, boolean logY);

  void draw(Canvas canvas, Area area, Look look);

  /** Tells points that it covers, in pixels. */
  void cover(Area area, Points points);

  /** Draws what stands for it in the legend. */
  void sample(Canvas canvas, double x, double y, double width, Look look);

  /** Something that is told points. */
  interface Points {
    void add(double x, double y);
  }
}
