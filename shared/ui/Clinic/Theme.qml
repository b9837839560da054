pragma Singleton
import QtQuick

// Colours, sizes and motion of every surface. A window sets the switches with Look and may change them any time:
//     Look { dark: root.screen.dark; unit: Math.min(root.width, root.height) / 1080 }
// Lengths in QML are the mock-ups' pixels passed through px(), text sizes through font().
QtObject {
    id: theme

    // Switches.
    property bool dark: false
    property bool highContrast: false
    property bool largerText: false
    property bool calm: false          // calm motion: nothing travels, the call frame stays
    property bool mirrored: false      // right-to-left language; windows also set LayoutMirroring from it
    property bool tall: false          // script that needs line height 1.5
    property real unit: 1              // screen px per mock-up px: short side / 1080 for kiosk and display, 1 for the desk
    property real pxPerMm: 5.6         // screen px per mm, from the screen's size or the setting that corrects it

    // Colour roles.
    readonly property color paper: highContrast ? "#000000" : dark ? "#08212A" : "#F6F4EE"
    readonly property color surface: highContrast ? "#000000" : dark ? "#0F2D37" : "#FFFFFF"
    readonly property color sunken: highContrast ? "#000000" : dark ? "#061920" : "#ECEAE2"
    readonly property color ink: highContrast ? "#FFFFFF" : dark ? "#F3F7F6" : "#0C2B33"
    readonly property color ink2: highContrast ? "#FFFFFF" : dark ? "#A9BFC4" : "#4A616A"
    readonly property color hair: highContrast ? "#FFFFFF" : dark ? "#28505C" : "#D6D9D4"
    readonly property color edge: highContrast ? "#FFFFFF" : dark ? "#6D8D96" : "#7C8B8F"
    readonly property color act: highContrast ? "#FFFFFF" : dark ? "#8AD3D6" : "#0B5563"
    readonly property color actInk: highContrast ? "#000000" : dark ? "#08212A" : "#FFFFFF"
    readonly property color actPress: highContrast ? "#D0D0D0" : dark ? "#B4E6E8" : "#083F4A"
    readonly property color tint: highContrast ? "#000000" : dark ? "#173E4A" : "#E3EEED"
    readonly property color call: "#FFC61A"
    readonly property color callInk: highContrast ? "#000000" : dark ? "#08212A" : "#0C2B33"
    readonly property color good: highContrast ? "#FFFFFF" : dark ? "#6CCB97" : "#1B7A4B"
    readonly property color warn: highContrast ? "#FFFFFF" : dark ? "#F5A35C" : "#A34E05"
    readonly property color warnTint: highContrast ? "#000000" : dark ? "#3A2A1B" : "#FBEBDD"
    readonly property color bad: highContrast ? "#FFFFFF" : dark ? "#FF8A7A" : "#B3261E"

    // Department colours, by the name a department carries; for plates and lines, never for text.
    readonly property var departments: dark ? {
        blue: "#6C86FF", orange: "#EE7427", sky: "#9CE0FF", forest: "#2FA082",
        rose: "#EC86C0", brown: "#CBA97A", mint: "#D6FBC6", slate: "#C6C9C8"
    } : {
        blue: "#1F4ED0", orange: "#CC6B0A", sky: "#0A8DEE", forest: "#145240",
        rose: "#A5306F", brown: "#45200A", mint: "#1F8A66", slate: "#7E8A95"
    }
    readonly property color departmentInk: highContrast ? "#000000" : dark ? "#08212A" : "#FFFFFF"

    // Lines and corners.
    readonly property int edgeWidth: highContrast ? 4 : Math.max(1, px(2))
    readonly property int hairWidth: Math.max(1, px(2))
    readonly property int mainEdgeWidth: Math.max(2, px(4))
    readonly property int radius: px(12)
    readonly property int deskRadius: 5

    // A finger's target, at least 20 mm wide and high; keys 24, main buttons 36.
    readonly property int touch: Math.round(20 * pxPerMm)
    readonly property int touchGap: Math.round(4 * pxPerMm)

    // Spacing.
    readonly property int space1: px(4)
    readonly property int space2: px(8)
    readonly property int space3: px(12)
    readonly property int space4: px(16)
    readonly property int space5: px(20)
    readonly property int space6: px(28)
    readonly property int space7: px(36)
    readonly property int space8: px(48)
    readonly property int space9: px(64)
    readonly property int space10: px(72)

    // Motion, in ms; 0 where calm motion leaves it out.
    readonly property int releaseTime: 120
    readonly property int pageTime: calm ? 0 : 200
    readonly property int pageShift: calm ? 0 : px(48)
    readonly property int lineTime: calm ? 0 : 320
    readonly property int fadeInTime: 160
    readonly property int callLineTime: calm ? 0 : 400
    readonly property int doorTime: 200
    readonly property int callEndTime: 240

    // Distance of wrapped baselines in em.
    readonly property real lineHeight: tall ? 1.5 : 1.25

    // Mock-up pixels to screen pixels.
    function px(size: real): int {
        return Math.round(size * unit);
    }

    // A text size of the mock-up to screen pixels, larger when the patient asked for it.
    function font(size: real): int {
        return Math.round(size * unit * (largerText ? 1.3 : 1));
    }

    // The colour of a department, white on black in high contrast.
    function department(name: string): color {
        return highContrast ? "#FFFFFF" : departments[name] ?? departments.slate;
    }
}
