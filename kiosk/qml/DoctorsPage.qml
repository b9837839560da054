pragma ComponentBehavior: Bound
import QtQuick
import Clinic

// Which doctor? Any of them comes first.
AskingPage {
    id: page

    readonly property var grid: page.view.grid
    readonly property real tileWidth: (page.width - 2 * page.frame.margin - (grid.columns - 1) * page.frame.gap) / grid.columns
    readonly property real tileHeight: Math.min(Theme.px(Theme.largerText ? 200 : 164), (page.bodyHeight - (grid.rows - 1) * page.frame.gap) / grid.rows)

    Grid {
        columns: page.grid.columns
        spacing: page.frame.gap

        Repeater {
            model: page.view.doctors
            delegate: Rectangle {
                id: doctor

                required property string key
                required property string name
                required property string detail
                required property string icon
                required property bool is_busy
                required property bool is_next
                readonly property color paint: press.pressed ? Theme.actInk : Theme.ink

                function choose(): void {
                    is_next ? page.touch.show_more() : page.touch.choose_doctor(key);
                }

                objectName: "doctor_" + key
                width: page.tileWidth
                height: page.tileHeight
                radius: Theme.radius
                color: press.pressed ? Theme.actPress : Theme.surface
                border.width: icon === "" ? Theme.edgeWidth : Theme.mainEdgeWidth
                border.color: icon === "" ? Theme.edge : Theme.act
                activeFocusOnTab: true
                Accessible.role: Accessible.Button
                Accessible.name: name
                Accessible.onPressAction: choose()
                Keys.onSpacePressed: choose()
                Keys.onReturnPressed: choose()

                FocusRing {
                    visible: doctor.activeFocus
                }
                Icon {
                    id: sign
                    visible: doctor.icon !== ""
                    anchors.left: parent.left
                    anchors.leftMargin: Theme.px(36)
                    anchors.verticalCenter: parent.verticalCenter
                    name: doctor.icon
                    size: Theme.px(64)
                    color: press.pressed ? Theme.actInk : Theme.act
                }
                Column {
                    anchors.left: sign.visible ? sign.right : parent.left
                    anchors.leftMargin: sign.visible ? Theme.px(28) : Theme.px(40)
                    anchors.right: arrow.left
                    anchors.rightMargin: Theme.px(20)
                    anchors.verticalCenter: parent.verticalCenter

                    FitText {
                        width: parent.width
                        full: doctor.name
                        px: 43
                        bold: true
                        color: doctor.paint
                        lines: doctor.detail === "" ? 2 : 1
                        horizontalAlignment: Text.AlignLeft
                    }
                    FitText {
                        visible: doctor.detail !== "" && !Theme.largerText
                        width: parent.width
                        full: doctor.detail
                        px: 32
                        lines: 1
                        color: press.pressed ? Theme.actInk : Theme.ink2
                        horizontalAlignment: Text.AlignLeft
                    }
                }
                Icon {
                    id: arrow
                    anchors.right: parent.right
                    anchors.rightMargin: Theme.px(36)
                    anchors.verticalCenter: parent.verticalCenter
                    name: "ui-arrow-right"
                    mirrors: true
                    size: Theme.px(56)
                    color: press.pressed ? Theme.actInk : Theme.act
                }
                BusyLine {
                    anchors.left: parent.left
                    anchors.right: parent.right
                    anchors.bottom: parent.bottom
                    anchors.margins: Theme.radius
                    visible: doctor.is_busy
                }
                MouseArea {
                    id: press
                    anchors.fill: parent
                    onClicked: doctor.choose()
                }
            }
        }
    }
}
