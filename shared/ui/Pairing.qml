import QtQuick
import QtQuick.Window
import Clinic

// The window of a screen that is not one of the clinic's yet.
Window {
    id: root

    required property var view
    required property var touch
    required property bool dark
    required property bool hasKeys
    required property real pxPerMm

    color: Theme.paper
    title: view.title

    Look {
        dark: root.dark
        rtl: root.view.is_rtl
        tall: root.view.is_tall
        unit: Math.min(root.width, root.height) / 1080
        pxPerMm: root.pxPerMm
    }
    PairingPage {
        anchors.fill: parent
        LayoutMirroring.enabled: Theme.mirrored
        LayoutMirroring.childrenInherit: true
        view: root.view
        touch: root.touch
        hasKeys: root.hasKeys
    }
}
