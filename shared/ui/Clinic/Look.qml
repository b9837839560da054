import QtQml

// Sets the Theme for a window's program; one in each Main.qml:
//     Look { dark: root.screen.dark; rtl: root.screen.rtl; unit: Math.min(root.width, root.height) / 1080 }
// What is not set keeps the Theme's default. `rtl` and `tall` come with the language (Words.is_rtl, Words.is_tall).
QtObject {
    id: look

    property bool dark: false
    property bool highContrast: false
    property bool largerText: false
    property bool calm: false
    property bool rtl: false
    property bool tall: false
    property real unit: 1
    property real pxPerMm: 5.6

    readonly property list<QtObject> bindings: [
        Binding { target: Theme; property: "dark"; value: look.dark },
        Binding { target: Theme; property: "highContrast"; value: look.highContrast },
        Binding { target: Theme; property: "largerText"; value: look.largerText },
        Binding { target: Theme; property: "calm"; value: look.calm },
        Binding { target: Theme; property: "mirrored"; value: look.rtl },
        Binding { target: Theme; property: "tall"; value: look.tall },
        Binding { target: Theme; property: "unit"; value: look.unit },
        Binding { target: Theme; property: "pxPerMm"; value: look.pxPerMm }
    ]
}
