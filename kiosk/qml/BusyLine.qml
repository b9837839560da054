import QtQuick
import Clinic

// Runs along the bottom of what was touched until it is answered.
Item {
    id: busy

    height: Theme.px(8)
    clip: true

    Rectangle {
        property real progress: 0

        width: parent.width * (Theme.calm ? 1 : 0.3)
        height: parent.height
        x: Theme.calm ? 0 : (parent.width + width) * (Theme.mirrored ? 1 - progress : progress) - width
        color: Theme.act

        NumberAnimation on progress {
            running: busy.visible && !Theme.calm
            loops: Animation.Infinite
            from: 0
            to: 1
            duration: 1200
        }
    }
}
