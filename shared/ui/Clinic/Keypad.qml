pragma ComponentBehavior: Bound
import QtQuick

// Digits as on every phone, left-to-right in every language; backspace is named in words too.
// `full`: no more digits are taken (dimmed). `signs` are up to three more keys below, such as a point for an address.
// Emits `digit`, `backspace` and, when `doneWord` is set, `done`.
Item {
    id: pad

    required property string backspaceWord
    property string doneWord: ""
    property bool full: false
    property list<string> signs: []
    property bool canFinish: true
    property real key: Math.max(Theme.px(132), Math.round(24 * Theme.pxPerMm))

    signal digit(string number)
    signal backspace
    signal done

    implicitWidth: key * 1.6 * 3 + Theme.touchGap * 2
    implicitHeight: key * (signs.length > 0 ? 5 : 4) + Theme.touchGap * (signs.length > 0 ? 4 : 3)

    Grid {
        LayoutMirroring.enabled: false
        LayoutMirroring.childrenInherit: true
        columns: 3
        spacing: Theme.touchGap

        Repeater {
            model: ["1", "2", "3", "4", "5", "6", "7", "8", "9", "backspace", "0", "done", ...pad.signs]
            delegate: Rectangle {
                id: key

                required property string modelData
                readonly property bool isDigit: modelData.length === 1
                readonly property bool isDone: modelData === "done"
                readonly property bool isAble: isDigit ? !pad.full : isDone ? pad.canFinish : true
                readonly property bool isDown: press.pressed && isAble
                readonly property color paint: isDown || isDone && isAble ? Theme.actInk : isAble ? Theme.ink : Theme.ink2

                function push(): void {
                    isDigit ? pad.digit(modelData) : isDone ? pad.done() : pad.backspace();
                }

                width: pad.key * 1.6
                height: pad.key
                visible: !isDone || pad.doneWord !== ""
                radius: Theme.radius
                color: isDown ? Theme.actPress : isDone && isAble ? Theme.act : isAble ? Theme.surface : "transparent"
                border.width: isDone && isAble ? 0 : Theme.edgeWidth
                border.color: Theme.edge
                activeFocusOnTab: visible
                Accessible.role: Accessible.Button
                Accessible.name: isDigit ? modelData : isDone ? pad.doneWord : pad.backspaceWord
                Accessible.onPressAction: if (isAble) push()
                Keys.onSpacePressed: if (isAble) push()

                FocusRing {
                    visible: key.activeFocus
                }
                TextBlock {
                    visible: key.isDigit
                    anchors.centerIn: parent
                    text: key.modelData
                    px: 60
                    bold: true
                    color: key.paint
                }
                Column {
                    visible: !key.isDigit
                    anchors.centerIn: parent

                    Icon {
                        anchors.horizontalCenter: parent.horizontalCenter
                        name: key.isDone ? "ui-check" : "ui-backspace"
                        size: Theme.px(52)
                        color: key.paint
                    }
                    FitText {
                        width: key.width - Theme.px(16)
                        horizontalAlignment: Text.AlignHCenter
                        full: key.isDone ? pad.doneWord : pad.backspaceWord
                        px: 30
                        lines: 1
                        color: key.paint
                    }
                }
                MouseArea {
                    id: press
                    anchors.fill: parent
                    enabled: key.isAble
                    onClicked: key.push()
                }
            }
        }
    }
}
