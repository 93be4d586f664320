import { MAX_SIZE } from './projection'

/** GLSL of the points: the arithmetic of `splat` again, in the same order. */

export type PointsUniforms = {
  readonly right: readonly number[]
  readonly down: readonly number[]
  readonly forward: readonly number[]
  /** Width, height, near, far. */
  readonly picture: readonly number[]
  readonly middle: readonly number[]
  /** Four bits a level. */
  readonly sizes: readonly number[]
  readonly field: number
  /** So many of the first points are drawn a pixel larger. */
  readonly larger: number
}

const uniformBlock = `\
layout(std140) uniform pointsUniforms {
  highp vec4 right;
  highp vec4 down;
  highp vec4 forward;
  highp vec4 picture;
  highp vec4 middle;
  highp ivec4 sizes;
  highp int field;
  highp int larger;
} points;
`

export const pointsModule = {
  name: 'points',
  vs: uniformBlock,
  uniformTypes: {
    right: 'vec4<f32>',
    down: 'vec4<f32>',
    forward: 'vec4<f32>',
    picture: 'vec4<f32>',
    middle: 'vec4<f32>',
    sizes: 'vec4<i32>',
    field: 'i32',
    larger: 'i32',
  },
} as const

/**
 * A point is moved to the exact middle of the pixels that it covers, so that rasterisers with few subpixel bits
 * agree with each other and with `splat`. One that is not drawn goes outside the clip volume.
 */
export const pointsVertex = `\
#version 300 es
in vec3 positions;
in uvec4 codesLow;
in uvec4 codesHigh;
uniform sampler2D palette;
flat out vec4 vColor;
flat out float vSize;
void main(void) {
  float w = dot(points.forward.xyz, positions) + points.forward.w;
  float near = points.picture.z;
  float far = points.picture.w;
  int level = clamp(int((w - near) / (far - near) * 32.0), 0, 31);
  uint code = points.field < 4 ? codesLow[points.field] : codesHigh[points.field - 4];
  vColor = texelFetch(palette, ivec2(int(code) + int(codesHigh.z) * 256, level), 0);
  int size = (points.sizes[level >> 3] >> ((level & 7) * 4)) & 15;
  vSize = float(min(size + (gl_VertexID < points.larger ? 1 : 0), ${MAX_SIZE}));
  vec2 exact = points.middle.xy + (vec2(dot(points.right.xyz, positions) + points.right.w, dot(points.down.xyz, positions) + points.down.w)) / w;
  vec2 corner = floor(exact + 0.5 - vSize * 0.5);
  bool drawn = w >= near && vColor.a > 0.0 && all(greaterThanEqual(corner, vec2(0.0))) && all(lessThanEqual(corner, points.picture.xy - vSize));
  vec2 ndc = (corner + vSize * 0.5) / points.picture.xy * 2.0 - 1.0;
  gl_Position = drawn ? vec4(ndc.x, -ndc.y, (w - near) / (far - near) * 2.0 - 1.0, 1.0) : vec4(2.0, 2.0, 2.0, 1.0);
  gl_PointSize = vSize;
}
`

export const pointsFragment = `\
#version 300 es
precision highp float;
flat in vec4 vColor;
flat in float vSize;
out vec4 fragColor;
void main(void) {
  vec2 away = floor(gl_PointCoord * vSize) + 0.5 - vSize * 0.5;
  float radius = vSize * 0.5 - 0.1;
  if (dot(away, away) > max(radius * radius, 0.5)) discard;
  fragColor = vec4(vColor.rgb, 1.0);
}
`
