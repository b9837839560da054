pragma ComponentBehavior: Bound
import QtQuick
import Clinic

// What every page that asks something has: title, Back, language, and the notice over the title.
// Its content goes between header and foot. In portrait, and with low reach, Back and language are above the access bar.
Item {
    id: page

    required property var view
    required property var touch
    default property alias content: body.data
    readonly property var frame: view.frame
    readonly property bool low: frame.is_low
    readonly property real buttonHeight: low ? frame.foot_height - frame.gap : Math.max(Theme.px(112), frame.target)
    readonly property real bodyHeight: body.height

    ClinicLine {
        visible: page.frame.is_portrait
        view: page.view
        touch: page.touch
        x: page.frame.margin
        y: Theme.px(54)
        width: page.width - 2 * x
    }
    FitText {
        id: title
        visible: !page.view.notice
        anchors.left: page.low || !back.visible ? parent.left : back.right
        anchors.leftMargin: page.low || !back.visible ? page.frame.margin : Theme.px(36)
        anchors.right: page.low || !language.visible ? parent.right : language.left
        anchors.rightMargin: page.low || !language.visible ? page.frame.margin : Theme.px(36)
        y: page.frame.is_portrait ? page.frame.header_height - height - Theme.px(48) : page.low ? (page.frame.header_height - height) / 2 : back.y + (back.height - height) / 2
        full: page.view.title
        px: Theme.largerText ? 50 : 60
        bold: true
        horizontalAlignment: Text.AlignLeft
    }
    Item {
        id: body
        x: page.frame.margin
        y: page.frame.header_height
        width: page.width - 2 * page.frame.margin
        height: page.frame.body_height
    }
    SideButton {
        id: back
        objectName: "back"
        anchors.left: parent.left
        anchors.leftMargin: page.frame.margin
        y: page.low ? page.height - page.frame.gap - height : Theme.px(36)
        height: page.buttonHeight
        visible: page.view.back !== ""
        text: page.view.back
        icon: "ui-arrow-left"
        mirrors: true
        onTouched: page.touch.go_back()
    }
    SideButton {
        id: language
        objectName: "language"
        anchors.right: parent.right
        anchors.rightMargin: page.frame.margin
        y: back.y
        height: page.buttonHeight
        visible: page.view.language_name !== ""
        text: page.view.language_name
        icon: "ui-language"
        onTouched: page.touch.change_language()
    }
    Loader {
        width: parent.width
        active: page.view.notice ? true : false
        sourceComponent: NoticeBanner {
            objectName: "notice"
            height: Math.max(implicitHeight, page.frame.is_portrait ? Theme.px(250) : page.frame.header_height - Theme.px(12))
            icon: page.view.notice ? page.view.notice.icon : ""
            text: page.view.notice ? page.view.notice.text : ""
            action: page.view.notice ? page.view.notice.action : ""

            MouseArea {
                anchors.fill: parent
                onClicked: page.touch.need_more_time()
            }
        }
    }
}
