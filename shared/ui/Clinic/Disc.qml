import QtQuick

// A filled circle of an even number of whole pixels, which the software renderer draws round.
Rectangle {
    property real size: Theme.px(12)

    width: 2 * Math.round(size / 2)
    height: width
    radius: width / 2
}
