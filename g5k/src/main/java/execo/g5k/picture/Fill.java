package execo.g5k.picture;

/** What an area is filled with: a colour as {@code #rrggbb}, and a pattern on it. */
record Fill(String colour, Pattern pattern) {
  /** A colour without a pattern. */
  static Fill plain(String colour) {
    return new Fill(colour, Pattern.PLAIN);
  }

  /**
   * The colour of the pattern: somewhat darker where the colour is light, else much lighter, so
   * never near to that of what is busy.
   */
  String ink() {
    int red = Integer.parseInt(colour.substring(1, 3), 16);
    int green = Integer.parseInt(colour.substring(3, 5), 16);
    int blue = Integer.parseInt(colour.substring(5, 7), 16);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 170
        ? Palette.mixed(colour, "#000000", 0.28)
        : Palette.mixed(colour, "#ffffff", 0.7);
  }
}
