/** What is used of OpenJPH's build for browsers. */
export interface OpenJph {
  HTJ2KDecoder: new () => Decoder;
}

interface Decoder {
  getEncodedBuffer: (length: number) => Uint8Array;
  decodeSubResolution: (halvings: number) => void;
  getDecodedBuffer: () => Uint8Array;
  calculateSizeAtDecompositionLevel: (halvings: number) => { width: number; height: number };
  getFrameInfo: () => { bitsPerSample: number; componentCount: number; isSigned: boolean };
  delete: () => void;
}

export interface Decoded {
  /** Samples as a native frame has them: little endian, colour interleaved. */
  bytes: Uint8Array<ArrayBuffer>;
  columns: number;
  rows: number;
  samples: number;
  /** 1 or 2. */
  bytesPerSample: number;
  isSigned: boolean;
}

/**
 * Decodes a code stream, or as much of its beginning as the wanted resolution needs: the rendition's packets are in
 * the order of resolution (ITU-T T.800 B.12.1.3, RPCL), so that a beginning is a whole smaller picture.
 */
export function decodeHtj2k(codec: OpenJph, stream: Uint8Array, halvings: number): Decoded {
  const decoder = new codec.HTJ2KDecoder();
  try {
    decoder.getEncodedBuffer(stream.length).set(stream);
    decoder.decodeSubResolution(halvings);
    const { width, height } = decoder.calculateSizeAtDecompositionLevel(halvings);
    const { bitsPerSample, componentCount, isSigned } = decoder.getFrameInfo();
    // The codec's own memory is given back below.
    const bytes = new Uint8Array(decoder.getDecodedBuffer());
    const bytesPerSample = bitsPerSample > 8 ? 2 : 1;
    if (bytes.length !== width * height * componentCount * bytesPerSample)
      throw new Error(`${width} x ${height} pixels of ${componentCount} samples came as ${bytes.length} bytes`);
    return { bytes, columns: width, rows: height, samples: componentCount, bytesPerSample, isSigned };
  } finally {
    decoder.delete();
  }
}

/** How many times a whole picture is halved to be as wide as a smaller one; halves are rounded up. */
export function halvingsOf(columns: number, smaller: number): number {
  let halvings = 0;
  for (let width = columns; width > smaller; width = Math.ceil(width / 2)) halvings += 1;
  return halvings;
}
