/**
 * The look of the product's map as a picture: an invented valley cut into grids, hairlines on paper, one matter being
 * followed. Decoration, so it has no words.
 */
export function GridDrawing() {
  return (
    <svg
      className="grid-drawing"
      viewBox="0 0 600 800"
      preserveAspectRatio="xMidYMid slice"
      aria-hidden="true"
      focusable="false"
    >
      <path
        className="drawing-fine"
        d="M-10 118 92 96l84 40 96-52 104 30 98-44 136 22M-10 232l74-18 92 42 84-28 88 46 116-36 82 30 84-22M-10 356l96 12 70-40 108 34 92-26 76 44 104-30 74 22M-10 474l82-24 104 36 70-34 118 40 72-32 92 26 82-20M-10 590l108 18 78-36 92 30 110-34 84 40 148-26M-10 700l84-26 112 34 86-36 120 40 80-30 138 28M92 96l-28 118 22 154-14 82 26 158-24 66 18 136M176 136l-20 120 0 72 20 158 0 86 10 136 12 102M272 84l-32 144 24 134-18 90 22 150-4 70 22 138M376 114l-48 160 28 62 8 156 14 76 6 144-14 98M474 70l-30 168-12 142 4 112 26 116-2 62 22 140M540 268l-4 82-8 134 14 98"
      />
      <path
        className="drawing-line"
        d="M-10 232l74-18 92 42 84-28 88 46 116-36 82 30 84-22M-10 474l82-24 104 36 70-34 118 40 72-32 92 26 82-20M176-10v146l-20 120v72l20 158v86l10 136 12 112M444-10l30 80-30 168-12 142 4 112 26 116-2 62 32 150"
      />
      <path className="drawing-cell" d="M240 228l88 46 28 62-92 26z" />
      <circle className="drawing-dot" cx="296" cy="298" r="9" />
      <circle className="drawing-ring" cx="296" cy="298" r="20" />
      <circle className="drawing-small" cx="118" cy="300" r="5" />
      <circle className="drawing-small" cx="492" cy="420" r="7" />
      <circle className="drawing-small" cx="210" cy="520" r="4" />
      <circle className="drawing-small" cx="396" cy="180" r="5" />
      <circle className="drawing-small" cx="330" cy="640" r="6" />
    </svg>
  )
}
