import type { Same } from "../same";
import type { display as zh } from "../zh/display";

export const display: Same<typeof zh> = {
  title: "Display check",
  fullscreen: "Pattern on the whole screen (Esc leaves)",
  pattern: "Test pattern: 18 grey levels, squares of 5 % and 95 %, fine lines, a ramp",
  limitsTitle: "What a browser cannot promise",
  limit: {
    calibration:
      "A page does not know whether the display is calibrated. The hospital must calibrate it to DICOM PS3.14 (GSDF) and check it at intervals.",
    bits: "A browser puts out 8 bits a colour (256 grey levels); a 16-bit picture is seen in full only by moving its window.",
    room: "Room light, viewing angle, night mode and colour management of the system change what is seen; switch night mode off before reading.",
    use: "Home displays, tablets and phones without calibration are for looking only; mammography is not to be diagnosed here.",
  },
  checks: "Look at the pattern and answer one by one",
  check: {
    black: "The 5 % square in black and the 95 % square in white can both be seen.",
    patches: "The 18 grey levels differ one from the next, and the small squares in the corners of each can be seen.",
    lines:
      "Upright and lying lines are sharp, not grey, not merged, without stripes; otherwise set browser and system to a zoom of 100 %.",
    ramp: "The ramp goes smoothly from black to white, without steps or bands.",
    colour: "Every grey is neutral, with no tint of red, green, blue or yellow.",
    light: "No lamp and no window is reflected in the screen.",
  },
  luminance: "Luminance to aim at",
  luminanceHint:
    "Measure the darkest and the brightest luminance with a meter (room light included); the Grayscale Standard Display Function of PS3.14 gives what each level should measure.",
  darkest: "Darkest (level 0)",
  brightest: "Brightest (level 255)",
  ratio: "Luminance ratio {{ratio}}",
  targets: "Luminance that each level should have",
  level: "Level",
  problem: {
    range: "Luminance must be between {{least}} and {{most}} cd/m² (the range of PS3.14); check the reading.",
    order: "The brightest must be above the darkest; check the readings.",
  },
};
